"""What is right, said once more and in the simplest way, beside the code that is tried."""

"""Real processes on a bad line: killed, cut, delayed, and nothing that was saved is lost."""

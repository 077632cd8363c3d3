"""The entry point of Dialogpult, also the console script `dialogpult`."""

import sys

from console.cli import main

if __name__ == "__main__":
    sys.exit(main())

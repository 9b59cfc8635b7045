"""`python -P -m grafmint.revision`: a child of a review, see `child`."""

import sys

from grafmint.revision.child import main

if __name__ == "__main__":
    main(sys.argv[1:])

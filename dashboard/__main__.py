"""`python -m dashboard VERB` is `dateline VERB`."""

import sys

from dashboard.cli import main

sys.exit(main())

"""The tests start Python some hundred times: what one process compiled the others load, whatever is set outside."""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

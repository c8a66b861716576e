"""On the path of one test worker: it and its runs take themselves to be on another machine, whose dead nobody sees."""

import os
import socket

if NAME := os.environ.get("TEST_MACHINE", ""):
    socket.gethostname = lambda: NAME

"""The program as people meet it: a real Chromium before the site and the desk of a running server."""

"""How this installation runs: settings, the URL map and the server entry points."""

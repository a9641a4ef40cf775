"""The whole issue as one HTML file that needs nothing else: for forwarding and for keeping."""

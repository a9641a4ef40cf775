"""The press: what readers get. It imports the newsroom; the newsroom never imports it."""

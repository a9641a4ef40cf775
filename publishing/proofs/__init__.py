"""三校: proof rounds, the remarks on them, and the links by which people without an account see them."""

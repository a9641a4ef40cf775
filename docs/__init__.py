"""What is generated from the program: the pages and pictures of the documentation."""

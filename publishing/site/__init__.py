"""The readers' site: a folder of files, made from the Edition table. `baking` writes it, `plan` says what is in it."""

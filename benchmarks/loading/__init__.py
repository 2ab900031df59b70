"""The registry under load: a large invented registry in a fresh database, people signed in, readers at random times."""

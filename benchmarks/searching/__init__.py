"""What the search benchmark asks: an invented registry, and the queries people might type at it."""

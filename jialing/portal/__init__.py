"""The pages: a Django project that shows what the engine answers and holds what people decide."""

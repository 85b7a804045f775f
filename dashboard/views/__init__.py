"""The parts of the page, each drawn by one function from values it is handed."""

"""Reference data of places, time and the conference itself: pure Python, no models, no database."""

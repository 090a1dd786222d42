"""Shangliang (商量): consultative democracy on the record."""

"""Tests of the engines: small texts and votes made up here."""

"""Django's own command line, for those who look for it; `shangliang` is the same."""

from shangliang.cli import main

if __name__ == "__main__":
    main()

"""Workbooks: looking into them safely, and writing them.

The only package that knows the libraries for .xlsx files.
"""

"""Tests of the model: values as they are written, refused and put into documents."""

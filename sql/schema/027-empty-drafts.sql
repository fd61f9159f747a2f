-- An empty value is no draft: it was offered as something typed, and for ever.
DELETE FROM draft WHERE value = '';

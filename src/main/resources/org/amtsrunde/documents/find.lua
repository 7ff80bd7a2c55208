-- A document as one person finds it. KEYS and ARGV as in document.lua.
return document()

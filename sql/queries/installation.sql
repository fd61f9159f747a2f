-- Which kind of installation this database belongs to.

--: struct installation_kind { bool demonstration };

--: one struct installation_kind installation_kind();
SELECT demonstration FROM installation;

-- A list is merged from runs, each the applications of one state of one year in
-- the order of the list; see list.go. Behind the order stand columns that a
-- filter may ask about, so that a run is read from the index alone.
CREATE INDEX IF NOT EXISTS list_risk           ON applications (year, state, rank, id, doubts, since);
CREATE INDEX IF NOT EXISTS list_exam_risk      ON applications (exam, year, state, rank, id, doubts, since);
CREATE INDEX IF NOT EXISTS list_city_risk      ON applications (city, year, state, rank, id, doubts, since);
CREATE INDEX IF NOT EXISTS list_city_exam_risk ON applications (city, exam, year, state, rank, id, doubts, since);
CREATE INDEX IF NOT EXISTS list_age            ON applications (year, state, since, id, doubts, rank);
CREATE INDEX IF NOT EXISTS list_exam_age       ON applications (exam, year, state, since, id, doubts, rank);
CREATE INDEX IF NOT EXISTS list_city_age       ON applications (city, year, state, since, id, doubts, rank);
CREATE INDEX IF NOT EXISTS list_city_exam_age  ON applications (city, exam, year, state, since, id, doubts, rank);
CREATE INDEX IF NOT EXISTS list_reviewer       ON applications (reviewer, state, year, id, city, exam, rank, since, doubts, claimed_until) WHERE reviewer <> '';
CREATE INDEX IF NOT EXISTS list_employer       ON applications (employer, state, year, id, city, exam, rank, since, doubts, claimed_until) WHERE employer <> '';
CREATE INDEX IF NOT EXISTS list_owner          ON applications (owner) WHERE owner <> '';
CREATE INDEX IF NOT EXISTS list_disputed       ON applications (city, since, id) WHERE disputed = 1;

-- The work that is left.
CREATE INDEX IF NOT EXISTS uploads_fingerprint ON uploads (fingerprint, sha256, application);

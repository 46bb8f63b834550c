// What every page runs.
import "./menu.js";
import "./regions.js";
import "./instant.js";
import "./visits.js";
import "./references.js";
import "./mail.js";
import "./copy.js";
import "./directory.js";
import "./barometer.js";
import "./where.js";
import "./propose/open.js";
import "./search/open.js";

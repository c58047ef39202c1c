/**
 * Where a result comes from: digests of content, one canonical text for a specification, the
 * identities that are made of both, and the revision of the code. The same specification has the
 * same identity on every machine and Java version, so finished work is recognised instead of being
 * done twice. Read {@link io.reflux.robustness.provenance.Identity} first.
 */
@NullMarked
package io.reflux.robustness.provenance;

import org.jspecify.annotations.NullMarked;

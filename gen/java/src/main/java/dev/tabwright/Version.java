package dev.tabwright;

/** The version. */
public final class Version {
    /** That of all of Tabwright. {@code make gen} writes it here. */
    public static final String VERSION = "0.1.0";

    private Version() {}
}

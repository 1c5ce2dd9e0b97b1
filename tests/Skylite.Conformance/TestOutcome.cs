namespace Skylite.Conformance;

/// <summary>How a test of the standard ended.</summary>
public enum TestOutcome
{
    /// <summary>Every output is as the standard says.</summary>
    Passed,

    /// <summary>The model was refused with a clear reason.</summary>
    Refused,

    /// <summary>An output differs, or something broke.</summary>
    Failed,
}

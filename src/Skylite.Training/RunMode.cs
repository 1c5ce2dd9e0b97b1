namespace Skylite.Training;

/// <summary>What a run of an <see cref="Interpreter"/> is for: whether gradients flow, and which statistics batch normalisation uses.</summary>
public enum RunMode
{
    /// <summary>No gradients; running statistics; dropout off.</summary>
    Evaluate,

    /// <summary>Gradients; batch statistics, which also move the running ones; dropout on.</summary>
    Train,

    /// <summary>Gradients, otherwise as <see cref="Evaluate"/>: for evidence about a finished network.</summary>
    Differentiate,

    /// <summary>No gradients and no dropout, but batch statistics, which also move the running ones: for re-estimation.</summary>
    Estimate,
}

namespace Skylite.Imagery.Dense;

/// <summary>What is asked of every pixel.</summary>
public enum DenseTask
{
    /// <summary>Its class.</summary>
    SemanticSegmentation,

    /// <summary>Whether (or how) it changed between two dates.</summary>
    ChangeDetection,
}

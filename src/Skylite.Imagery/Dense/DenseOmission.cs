namespace Skylite.Imagery.Dense;

/// <summary>Why a sample is not used unless a split, or lists that a user gives, name it.</summary>
public enum DenseOmission
{
    /// <summary>Lists that lie with the data name other samples and not this one.</summary>
    Unlisted,

    /// <summary>Its labels are known to be wrong.</summary>
    Faulty,
}

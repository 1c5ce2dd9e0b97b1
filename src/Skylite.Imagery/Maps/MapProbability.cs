namespace Skylite.Imagery.Maps;

/// <summary>Which probabilities are written beside a map of classes.</summary>
public enum MapProbability
{
    /// <summary>None.</summary>
    None,

    /// <summary>That of the class in the map.</summary>
    Winner,

    /// <summary>That of every class, a band each.</summary>
    All,
}

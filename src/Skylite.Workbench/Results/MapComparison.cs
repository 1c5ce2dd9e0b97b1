namespace Skylite.Workbench.Results;

/// <summary>How a map of classes agrees with another, which is taken for right, over all pixels that have a class in both.</summary>
public sealed record MapComparison
{
    /// <summary>The map.</summary>
    public required string Map { get; init; }

    /// <summary>What it was compared with.</summary>
    public required string Against { get; init; }

    /// <summary>Names of the classes that occur in the compared pixels, in the order of the figures.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The pixel value of each class.</summary>
    public required IReadOnlyList<int> ClassValues { get; init; }

    /// <summary>The figures: actual classes are those of <see cref="Against"/>, predicted ones those of <see cref="Map"/>.</summary>
    public required ClassificationFigures Figures { get; init; }

    /// <summary>Pixels that were left out because only <see cref="Map"/> has a class there.</summary>
    public long OnlyInMap { get; init; }

    /// <summary>Pixels that were left out because only <see cref="Against"/> has a class there.</summary>
    public long OnlyInAgainst { get; init; }

    /// <summary>Pixels that have a class in neither.</summary>
    public long InNeither { get; init; }

    /// <summary>Pixels that were left out because the map has no class of the value that they have in <see cref="Against"/>, by that value.</summary>
    public IReadOnlyDictionary<int, long> UnknownValues { get; init; } = new Dictionary<int, long>();

    /// <summary>What a user should know about the classes, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

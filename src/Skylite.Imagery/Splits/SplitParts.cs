namespace Skylite.Imagery.Splits;

/// <summary>The parts of a split by name.</summary>
public static class SplitParts
{
    /// <summary>Names of all parts.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Enum.GetValues<SplitPart>().Select(Id)];

    /// <summary>The name of a part, as users write it.</summary>
    /// <param name="part">The part.</param>
    public static string Id(this SplitPart part) => part switch
    {
        SplitPart.Train => "train",
        SplitPart.Validation => "validation",
        _ => "test",
    };

    /// <summary>The part of a name.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    public static SplitPart Find(string id) => Enum.GetValues<SplitPart>().Single(part => part.Id() == id);
}

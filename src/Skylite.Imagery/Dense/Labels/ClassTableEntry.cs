using System.Text.Json.Serialization;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>One class of a <see cref="ClassTable"/>.</summary>
/// <param name="Value">Its value in masks, 0 to 255.</param>
/// <param name="Name">Its name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClassTableEntry(int Value, string Name)
{
    /// <summary>Its colour on maps as <c>#rrggbb</c>; <see langword="null"/> leaves the choice.</summary>
    public string? Color { get; init; }

    /// <summary>Whether means over the classes are taken without it, as benchmarks do with clutter.</summary>
    public bool LeftOutOfMeans { get; init; }
}

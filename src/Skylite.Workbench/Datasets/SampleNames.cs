using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;

namespace Skylite.Workbench.Datasets;

/// <summary>
/// Looks at names for samples that should not stand in different parts: tiles of one larger image, whose neighbours overlap or at least look alike.
/// </summary>
public static class SampleNames
{
    /// <summary>Larger images whose tiles are in more than one part.</summary>
    /// <param name="samples">Names and parts.</param>
    /// <returns>Each image, with the parts that have tiles of it, in order.</returns>
    public static IReadOnlyList<(string Source, IReadOnlyList<SplitPart> Parts)> Shared(IReadOnlyList<(string Name, SplitPart Part)> samples) =>
    [
        .. samples.Zip(TileNames.Sources([.. samples.Select(s => s.Name)]), (s, source) => (Source: source, s.Name, s.Part))
            .Where(s => s.Source is not null)
            .GroupBy(s => s.Source!)
            // Blocks that one file was cut into are in several parts on purpose.
            .Where(g => g.Select(s => s.Name).Distinct().Count() > 1)
            .Select(g => (Source: g.Key, Parts: (IReadOnlyList<SplitPart>)[.. g.Select(s => s.Part).Distinct().Order()]))
            .Where(s => s.Parts.Count > 1)
            .OrderBy(s => s.Source, StringComparer.Ordinal),
    ];
}

using Skylite.Imagery.Datasets;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// Parts that the names of files begin with, as those of LEVIR-CD do where its archives were
/// unpacked into one folder: <c>train_1.png</c>, <c>val_1.png</c>, <c>test_1.png</c>.
/// </summary>
internal static class PartNames
{
    private static readonly char[] Dividers = ['_', '-', '.', ' '];

    /// <summary>Gives samples the parts that their names begin with, where all names do and nothing else divides them.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="notes">Is told where it was so.</param>
    public static IReadOnlyList<DenseSample> Apply(IReadOnlyList<DenseSample> samples, List<string> notes)
    {
        SplitPart?[] parts = [.. samples.Select(s => PartOf(Path.GetFileNameWithoutExtension(s.Name)))];
        if (samples.Any(s => s.Part is not null) || parts.Contains(null) || !parts.Contains(SplitPart.Train) || parts.Distinct().Count() < 2)
        {
            return samples;
        }

        notes.Add($"the names of the files say what they are kept for, as '{samples[0].Name}' does");
        return [.. samples.Zip(parts, (sample, part) => sample with { Part = part })];
    }

    private static SplitPart? PartOf(string stem) => stem.IndexOfAny(Dividers) is > 0 and var end ? PartFolders.PartOf(stem[..end]) : null;
}

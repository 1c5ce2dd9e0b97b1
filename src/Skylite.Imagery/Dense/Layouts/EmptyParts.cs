namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Folders that stand for a part but give no sample, as where a folder of masks below one is missing or misspelt.</summary>
internal static class EmptyParts
{
    private const int Named = 6;

    /// <summary>Those of some folders that no sample lies in, each with what it holds instead.</summary>
    /// <param name="folders">Folders that stand for parts.</param>
    /// <param name="samples">The samples of the data set.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> folders, IReadOnlyCollection<DenseSample> samples) =>
        [.. folders.Where(folder => !samples.Any(s => LiesIn(folder, s))).Order(StringComparer.Ordinal).Select(folder => $"'{folder}' ({Holds(folder)})")];

    private static bool LiesIn(string folder, DenseSample sample) =>
        sample.Dates.SelectMany(d => d.Files).Append(sample.Mask).Any(f => f.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string Holds(string folder)
    {
        string[] below = [.. Directory.EnumerateDirectories(folder).Select(d => $"'{Path.GetFileName(d)}'").Order(StringComparer.Ordinal)];
        var more = below.Length > Named ? ", …" : string.Empty;
        return below.Length == 0 ? "it holds no folders"
            : $"it holds the {(below.Length == 1 ? "folder" : "folders")} {string.Join(", ", below.Take(Named))}{more}";
    }
}

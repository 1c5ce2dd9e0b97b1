using System.Text.RegularExpressions;
using Skylite.Imagery.Datasets;
using Skylite.Native.Gdal;

namespace Skylite.Workbench.Datasets;

/// <summary>Folders that pass for classes of scenes, but look like images and their masks.</summary>
internal static partial class MasksAmongClasses
{
    // Images of every class of scenes are often numbered from one; folders of images, dates and masks are few.
    private const int MostNumbered = 4;
    private const int Looked = 4;
    private const int FewValues = 16;
    private const double Most = 0.9;

    private static readonly string[] Words = ["mask", "masks", "label", "labels", "gt"];
    private static readonly string[] Endings = ["_labels", "_label", "_masks", "_mask", "_gt", "_image", "_img", "_sat"];

    /// <summary>What speaks for it, in words; null where nothing does.</summary>
    /// <param name="scenes">What was found where classes of scenes were looked for.</param>
    public static string? Sign(SceneCollection scenes)
    {
        if (scenes.Dataset is not ClassFolderDataset)
        {
            return null;
        }

        if (scenes.Classes.FirstOrDefault(c => Word().Matches(c).Any(w => Words.Contains(w.Value, StringComparer.OrdinalIgnoreCase))) is { } named)
        {
            return $"a folder is called '{named}'";
        }

        string[][] files = [.. scenes.Samples.GroupBy(s => s.Label).OrderBy(g => g.Key).Select(g => g.Select(s => s.Path).ToArray())];
        var stems = Array.ConvertAll(files, f => f.Select(Stem).ToHashSet(StringComparer.OrdinalIgnoreCase));
        var couple = Couples(stems.Length).FirstOrDefault(c =>
            AreAlike(stems[c.One], stems[c.Other])
            && (!AreNumbered([.. stems[c.One], .. stems[c.Other]])
                || (stems.Length <= MostNumbered && AreOfFewValues(files[c.One]) != AreOfFewValues(files[c.Other]))));
        return couple == default ? null : $"'{scenes.Classes[couple.One]}' and '{scenes.Classes[couple.Other]}' have files of the same names";
    }

    private static IEnumerable<(int One, int Other)> Couples(int count) =>
        Enumerable.Range(1, count - 1).SelectMany(other => Enumerable.Range(0, other), (other, one) => (one, other));

    private static string Stem(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return Endings.FirstOrDefault(e => stem.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } ending ? stem[..^ending.Length] : stem;
    }

    private static bool AreAlike(HashSet<string> one, HashSet<string> other) =>
        Math.Min(one.Count, other.Count) > 1 && one.Count(other.Contains) >= Most * Math.Min(one.Count, other.Count);

    private static bool AreNumbered(IEnumerable<string> stems) => stems.Select(s => s.TrimEnd("0123456789()".ToCharArray())).Distinct().Count() == 1;

    private static bool AreOfFewValues(string[] files) => files.Take(Looked).All(file =>
    {
        try
        {
            using var image = GdalDataset.Open(file, sidecars: false);
            var values = new float[image.Width * image.Height];
            image.Read(values.AsSpan(), new GdalReadOptions { Bands = [1] });
            return values.Distinct().Count() <= FewValues;
        }
        catch (GdalException)
        {
            return false;
        }
    });

    // labelsRGB and 5classes_GT are words and numbers.
    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;
using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// Folders img_dir and ann_dir as MMSegmentation wants them. Potsdam, Vaihingen and LoveDA are known by the names of their tiles or of the folder: its
/// converters write them with value 0 for no class, train and val alone, and val is the benchmark's test part. Masks of anything else are understood as those
/// of other folders.
/// </summary>
internal sealed partial class MmSegDataset : IDenseDataset
{
    // Of LoveDA's seven classes.
    private const int LastOfLoveDa = 7;

    private static readonly string[] NearInfraredFirst = ["nir", "red", "green"];
    private static readonly string[] AsFilesSay = ["red", "green", "blue"];

    /// <inheritdoc/>
    public string Id => "mmseg";

    /// <inheritdoc/>
    public string About =>
        "semantic segmentation: MMSegmentation's layout (img_dir, ann_dir): Potsdam, Vaihingen, LoveDA or anything else; where there is no test, val tests";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        if (RasterFolder.Subfolder(directory, "img_dir") is not { } images || RasterFolder.Subfolder(directory, "ann_dir") is not { } masks)
        {
            return null;
        }

        var (samples, unmasked) = (new List<DenseSample>(), new List<string>());
        foreach (var (folder, part) in SplitFolders.Of(images))
        {
            var labels = RasterFolder.ByStem(part is null ? masks : Path.Combine(masks, Path.GetFileName(folder)));
            var found = RasterFolder.ByStem(folder);
            unmasked.AddRange(found.Where(image => !labels.ContainsKey(image.Key)).Select(image => image.Value));
            samples.AddRange(found
                .Where(image => labels.ContainsKey(image.Key))
                .Select(image =>
                    new DenseSample(RasterFolder.Relative(directory, labels[image.Key]), [DenseImage.Of(image.Value)], labels[image.Key]) { Part = part }));
        }

        return samples.Count == 0 ? null : Layout(directory, [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], [.. Unmasked.Notes(unmasked)]) with
        {
            EmptyParts = EmptyParts.Of(SplitFolders.Of(images).Where(f => f.Part is not null).Select(f => f.Folder), samples),
        };
    }

    private DenseLayout Layout(string directory, IReadOnlyList<DenseSample> samples, IReadOnlyList<string> unmasked)
    {
        List<string> notes = [];
        var look = MaskLook.Of(samples);
        var isTabled = ClassTable.Find(directory, look.First) is not null;
        var isVaihingen = IsNamed(directory, "vaihingen") || (!isTabled && AreCalled(samples, VaihingenTile()));
        var labels = isTabled ? null
            : isVaihingen || IsNamed(directory, "potsdam") || AreCalled(samples, PotsdamTile()) ? Isprs(look, notes)
            : IsNamed(directory, "loveda") || (AreCalled(samples, LoveDaTile()) && look.Small is [.., LastOfLoveDa]) ? LoveDa(notes)
            : null;
        var layout = new DenseLayout(Id, DenseTask.SemanticSegmentation, samples, labels ?? MaskFolderDataset.Encoding(directory, look, notes))
        {
            Notes = [.. notes, .. unmasked],
        };
        return !isVaihingen ? layout : layout with
        {
            Bands = NearInfraredFirst,
            // Models of earlier versions know these bands by what the files call them.
            Alternatives =
            [
                layout with
                {
                    Bands = AsFilesSay,
                    Notes = ["the bands are called red, green and blue as the files say; in Vaihingen they are nir, red and green", .. layout.Notes],
                },
            ],
        };
    }

    private static ILabelEncoding Isprs(MaskLook look, List<string> notes)
    {
        notes.Add(
            $"classes of ISPRS; {(look.Colours.Count > 0 ? "black" : "value 0")} is the boundary that is not counted; "
            + $"a file '{ClassTable.FileName}' beside the data names others");
        return look.Colours.Count > 0 ? IsprsLabels.Encoding : new IndexLabels(DenseClass.From(1, IsprsLabels.Classes), 0, 255) { AreTold = true };
    }

    private static IndexLabels LoveDa(List<string> notes)
    {
        notes.Add($"classes of LoveDA; value 0 is no data; a file '{ClassTable.FileName}' beside the data names others");
        return new IndexLabels(DenseClass.From(1, LoveDaDataset.Classes), 0, 255) { AreTold = true };
    }

    // The folder, or the one that it lies in.
    private static bool IsNamed(string directory, string name)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        return new[] { full, Path.GetDirectoryName(full) }.Any(f => Path.GetFileName(f)?.Contains(name, StringComparison.OrdinalIgnoreCase) == true);
    }

    private static bool AreCalled(IReadOnlyList<DenseSample> samples, Regex tile) => samples.All(s => tile.IsMatch(Path.GetFileNameWithoutExtension(s.Name)));

    // Corners stand behind the tile: columns and rows, from and to.
    [GeneratedRegex(@"^area\d+(_\d+){2,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex VaihingenTile();

    [GeneratedRegex(@"^\d{1,2}_\d{1,2}(_\d+){4}$", RegexOptions.CultureInvariant)]
    private static partial Regex PotsdamTile();

    [GeneratedRegex(@"^\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex LoveDaTile();
}

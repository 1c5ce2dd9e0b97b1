using Skylite.Imagery.Dense.Labels;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>LoveDA as published: Train and Val, Urban and Rural; the labels of its test part are not public, so its validation part tests.</summary>
internal sealed class LoveDaDataset : IDenseDataset
{
    private static readonly string[] Areas = ["Urban", "Rural"];

    /// <summary>Its seven classes; mask values count from 1, 0 is no data.</summary>
    public static IReadOnlyList<DenseClass> Classes { get; } =
    [
        new("background", "#ffffff"),
        new("building", "#ff0000"),
        new("road", "#ffff00"),
        new("water", "#0000ff"),
        new("barren", "#9f81b7"),
        new("forest", "#00ff00"),
        new("agricultural", "#ffc380"),
    ];

    /// <inheritdoc/>
    public string Id => "loveda";

    /// <inheritdoc/>
    public string About => "semantic segmentation: LoveDA (Wang et al. 2021), Train and Val, Urban and Rural, 0.3 m; "
        + "the published validation part tests, as test labels are hidden";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var (samples, unmasked) = (new List<DenseSample>(), new List<string>());
        var parts = SplitFolders.Of(directory).Where(f => f.Part is SplitPart.Train or SplitPart.Validation).ToArray();
        foreach (var (folder, part) in parts)
        {
            foreach (var area in Areas.Select(a => Path.Combine(folder, a)).Where(Directory.Exists))
            {
                var masks = RasterFolder.ByStem(Path.Combine(area, "masks_png"));
                var images = RasterFolder.ByStem(Path.Combine(area, "images_png"));
                unmasked.AddRange(images.Where(image => !masks.ContainsKey(image.Key)).Select(image => image.Value));
                samples.AddRange(images
                    .Where(image => masks.ContainsKey(image.Key))
                    .Select(image => new DenseSample(RasterFolder.Relative(directory, masks[image.Key]), [DenseImage.Of(image.Value)], masks[image.Key])
                    {
                        Part = part == SplitPart.Validation ? SplitPart.Test : null,
                    }));
            }
        }

        return samples.Count == 0 ? null : new DenseLayout(
            Id, DenseTask.SemanticSegmentation, [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], new IndexLabels(DenseClass.From(1, Classes), 0))
        {
            Bands = ["red", "green", "blue"],
            Notes = [.. Unmasked.Notes(unmasked)],
            EmptyParts = EmptyParts.Of(parts.Select(p => p.Folder), samples),
        };
    }
}

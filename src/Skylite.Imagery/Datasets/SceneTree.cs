using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Datasets;

/// <summary>The labelled images below a folder, in whichever of the usual ways they lie there.</summary>
/// <param name="Dataset">The data set that was recognised.</param>
/// <param name="Root">The folder that names of images start from.</param>
/// <param name="Classes">Class names in the order of their indices.</param>
/// <param name="Samples">All images.</param>
/// <param name="Parts">The part of each image where the tree is divided already; null where it is not.</param>
internal sealed record SceneTree(
    ISceneDataset Dataset, string Root, IReadOnlyList<string> Classes, IReadOnlyList<SceneSample> Samples, IReadOnlyList<SplitPart>? Parts)
{
    public static SceneTree Find(string directory)
    {
        if (Directory.Exists(directory))
        {
            if (PartFolders.Find(directory) is { } divided)
            {
                return Divided(Path.GetFullPath(divided.Root), divided.Folders);
            }

            var hasClassFolders = ClassFolders.Subfolders(directory).Any(f => ClassFolders.Images(f).Any());
            if (!hasClassFolders && ClassNames.ByFileName(ClassFolders.Images(directory)) is { } flat)
            {
                return Whole(new ClassFolderDataset(), Path.GetFullPath(directory), flat);
            }
        }

        var (dataset, root) = SceneDatasets.Recognise(directory);
        return Whole(dataset, Path.GetFullPath(root), ClassNames.Find(root)!);
    }

    private static SceneTree Whole(ISceneDataset dataset, string root, IReadOnlyDictionary<string, string[]> images)
    {
        string[] classes = [.. images.Keys.Order(ClassFolders.Order)];
        if (classes.FirstOrDefault(c => images[c].Length == 0) is { } empty)
        {
            throw new InvalidDataException(EmptyClass(Path.Combine(root, empty)));
        }

        return new SceneTree(
            dataset, Path.GetFullPath(root), classes,
            [.. classes.SelectMany((name, label) => images[name].Select(path => new SceneSample(Path.GetFullPath(path), label)))], null);
    }

    private static SceneTree Divided(string root, IReadOnlyDictionary<SplitPart, string> folders)
    {
        var images = folders.ToDictionary(f => f.Key, f => ClassNames.Find(f.Value)!);
        string[] classes = [.. images.Values.SelectMany(i => i.Keys).Distinct().Order(ClassFolders.Order)];
        var samples = new List<SceneSample>();
        var parts = new List<SplitPart>();
        for (var label = 0; label < classes.Length; label++)
        {
            foreach (var (part, byClass) in images.OrderBy(i => i.Key))
            {
                var found = byClass.GetValueOrDefault(classes[label], []);
                if (found.Length == 0 && part == SplitPart.Train)
                {
                    throw new InvalidDataException(
                        $"The class '{classes[label]}' has images in "
                        + $"'{string.Join("', '", images.Where(i => i.Value.ContainsKey(classes[label])).Select(i => Path.GetFileName(folders[i.Key])))}' "
                        + $"of '{root}', but none in '{Path.GetFileName(folders[part])}' to learn from.");
                }

                samples.AddRange(found.Select(path => new SceneSample(Path.GetFullPath(path), label)));
                parts.AddRange(found.Select(_ => part));
            }
        }

        var train = folders[SplitPart.Train];
        var dataset = SceneDatasets.All.FirstOrDefault(d => d.Recognise(train) == train) ?? new ClassFolderDataset();
        return new SceneTree(dataset, root, classes, samples, parts);
    }

    private static string EmptyClass(string folder)
    {
        var advice = Directory.EnumerateDirectories(folder).Any()
            ? "Name the folder whose subfolders are the classes, or whose subfolders are train, val and test with the classes below them."
            : "Remove the folder, or put the images of this class into it.";
        return $"The class folder '{Path.GetFileName(folder)}' in '{Path.GetDirectoryName(folder)}' contains no image (.jpg, .png, .tif). {advice}";
    }
}

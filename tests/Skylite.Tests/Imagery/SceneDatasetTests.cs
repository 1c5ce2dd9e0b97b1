using Skylite.Imagery.Datasets;

namespace Skylite.Tests.Imagery;

public sealed class SceneDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-datasets-").FullName;

    public static TheoryData<string, string, string> Layouts => new()
    {
        { "rsscn7", "", ".jpg" },
        { "rsscn7", "RSSCN7", ".jpg" },
        { "uc-merced", "UCMerced_LandUse/Images", ".tif" },
        { "uc-merced", "Images", ".tif" },
        { "nwpu-resisc45", "NWPU-RESISC45", ".jpg" },
        { "aid", "AID", ".jpg" },
        { "eurosat-rgb", "2750", ".jpg" },
        { "eurosat-rgb", "", ".jpg" },
        { "eurosat", "ds/images/remote_sensing/otherDatasets/sentinel_2/tif", ".tif" },
        { "eurosat", "", ".tif" },
        { "whu-rs19", "WHU-RS19", ".jpg" },
        { "rsc11", "RSC11", ".tif" },
        { "siri-whu", "12class_tif", ".tif" },
        { "class-folders", "", ".png" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Each_data_set_is_recognised_in_its_usual_places(string id, string root, string ending)
    {
        var expected = SceneDatasets.All.Single(d => d.Id == id);
        var place = Path.Combine(_folder, root);
        var classes = expected.Facts.Classes.Count > 0 ? expected.Facts.Classes : ["one", "two"];
        foreach (var name in classes)
        {
            Touch(Path.Combine(place, name, name + "_1" + ending));
        }

        var (dataset, found) = SceneDatasets.Recognise(_folder);

        Assert.Equal(id, dataset.Id);
        Assert.Equal(Path.GetFullPath(place).TrimEnd('/'), Path.GetFullPath(found).TrimEnd('/'));
    }

    [Fact]
    public void Spelling_of_class_folders_does_not_hide_a_data_set()
    {
        foreach (var name in SceneDatasets.All.Single(d => d.Id == "rsc11").Facts.Classes)
        {
            Touch(Path.Combine(_folder, name.Replace("dense", "Dense ", StringComparison.Ordinal), "1.tif"));
        }

        Assert.Equal("rsc11", SceneDatasets.Recognise(_folder).Dataset.Id);
    }

    [Fact]
    public void A_class_too_many_makes_it_another_data_set()
    {
        foreach (var name in SceneDatasets.All.Single(d => d.Id == "rsscn7").Facts.Classes.Append("hBeach"))
        {
            Touch(Path.Combine(_folder, name, "1.jpg"));
        }

        Assert.Equal("class-folders", SceneDatasets.Recognise(_folder).Dataset.Id);
    }

    [Fact]
    public void Facts_fit_together()
    {
        Assert.All(SceneDatasets.All, d =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", d.Id);
            Assert.Equal(d.Facts.Classes.Order(StringComparer.OrdinalIgnoreCase), d.Facts.Classes);
            Assert.Equal(d.Facts.Classes.Count, d.Facts.Classes.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(d.Facts.TrainShares, s => Assert.InRange(s, 0.05, 0.95));
            if (d.Facts.Statistics is { } statistics)
            {
                Assert.Equal(d.Facts.Bands.Count, statistics.Mean.Count);
                Assert.Equal(d.Facts.Bands.Count, statistics.StandardDeviation.Count);
            }
        });
        Assert.Equal(
            [7, 21, 45, 30, 10, 10, 19, 11, 12, 0],
            SceneDatasets.All.Select(d => d.Facts.Classes.Count));
    }

    [Fact]
    public void The_list_is_complete()
    {
        var types = typeof(ISceneDataset).Assembly.GetTypes().Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(ISceneDataset)));

        Assert.Equal(types.ToHashSet(), SceneDatasets.All.Select(d => d.GetType()).ToHashSet());
        Assert.IsType<ClassFolderDataset>(SceneDatasets.All[^1]);
    }

    [Fact]
    public void EuroSAT_keeps_B8A_last_and_its_statistics_in_reflectance()
    {
        var facts = SceneDatasets.All.Single(d => d.Id == "eurosat").Facts;

        Assert.Equal("B8A", facts.Bands[^1]);
        Assert.Equal(0.2594141f, facts.Statistics!.Mean[^1], 1e-6f);
    }

    [Fact]
    public void Missing_and_empty_folders_are_named()
    {
        var missing = Path.Combine(_folder, "nowhere");
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => SceneDatasets.Recognise(missing)).Message, StringComparison.Ordinal);

        Touch(Path.Combine(_folder, "docs", "readme.txt"));
        Assert.Contains("holds no images", Assert.Throws<InvalidDataException>(() => SceneDatasets.Recognise(_folder)).Message, StringComparison.Ordinal);

        Touch(Path.Combine(_folder, "a.jpg"));
        Assert.Contains("no class folders", Assert.Throws<InvalidDataException>(() => SceneDatasets.Recognise(_folder)).Message, StringComparison.Ordinal);
    }

    private static void Touch(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }
}

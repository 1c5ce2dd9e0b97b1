using Skylite.Imagery.Splits;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Scenes;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public class SceneDataTests(SmallRuns runs) : IClassFixture<SmallRuns>
{
    [Fact]
    public void No_image_belongs_to_two_parts()
    {
        using var data = SceneData.Open(runs.Data());
        var parts = Enum.GetValues<SplitPart>().Select(part => data.Store(part).Samples.Select(s => s.Path).ToHashSet()).ToArray();
        Assert.Equal([18, 9, 9], parts.Select(p => p.Count));
        Assert.Equal(36, parts.SelectMany(p => p).Distinct().Count());
    }

    [Fact]
    public void A_share_to_train_on_is_refused_where_folders_divide_the_images()
    {
        runs.Draw("undivided", 3, 12);
        foreach (var part in new[] { "train", "test" })
        {
            foreach (var folder in Directory.GetDirectories(runs.In("undivided")))
            {
                var target = Directory.CreateDirectory(runs.In("divided", part, Path.GetFileName(folder))).FullName;
                foreach (var file in Directory.GetFiles(folder))
                {
                    File.Copy(file, Path.Combine(target, part + Path.GetFileName(file)));
                }
            }
        }

        using (SceneData.Open(runs.Data("divided")))
        {
        }

        var error = Assert.Throws<InvalidDataException>(() => SceneData.Open(runs.Data("divided") with { IsTrainShareStated = true }));
        Assert.Contains("divided by folders", error.Message, StringComparison.Ordinal);
        Assert.Contains("--train-share", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_are_those_of_the_training_images_alone()
    {
        runs.Draw("hidden", 3, 12);
        float[] before;
        string[] hidden;
        using (var data = SceneData.Open(runs.Data("hidden")))
        {
            before = [.. data.Preprocessing.Mean];
            hidden = [.. data.Split.Images.Where(e => e.Part != SplitPart.Train).Select(e => runs.In("hidden", e.Path))];
            data.Split.Save(runs.In("hidden.json"));
        }

        // Whatever the other images show, the statistics must not move: here they cannot even be read.
        foreach (var path in hidden)
        {
            File.WriteAllText(path, "not an image");
        }

        using var blind = SceneData.Open(runs.Data("hidden"));
        Assert.Equal(before, blind.Preprocessing.Mean);
        Assert.Throws<InvalidDataException>(() => blind.Preload());
        Assert.Throws<InvalidDataException>(() => SceneData.Open(runs.Data("hidden") with { SplitFile = runs.In("hidden.json") }));
    }

    [Fact]
    public void A_split_of_other_classes_is_refused_before_labels_are_taken_for_others()
    {
        runs.Draw("grown", 3, 12);
        using (var data = SceneData.Open(runs.Data("grown")))
        {
            data.Split.Save(runs.In("grown.json"));
        }

        var first = Directory.GetDirectories(runs.In("grown")).Order(StringComparer.Ordinal).First();
        Directory.CreateDirectory(runs.In("grown", "000-new"));
        foreach (var file in Directory.GetFiles(first))
        {
            File.Copy(file, runs.In("grown", Path.Combine("000-new", Path.GetFileName(file))));
        }

        var refused = Assert.Throws<InvalidDataException>(() => SceneData.Open(runs.Data("grown") with { SplitFile = runs.In("grown.json") }));
        Assert.Contains("000-new", refused.Message, StringComparison.Ordinal);
    }
}

using Skylite.Imagery.Datasets;
using Skylite.Imagery.Splits;

namespace Skylite.Tests.Native.Imagery;

public sealed class GivenSplitTests : IDisposable
{
    private readonly MiniatureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("train", "val", "test")]
    [InlineData("Training", "Validation", "Testing")]
    [InlineData("data/train", "data/valid", "data/test")]
    public void A_divided_tree_is_read_with_its_own_split(string train, string validation, string test)
    {
        _tree.Add(train + "/a", 3).Add(train + "/b", 4).Add(validation + "/a", 1).Add(validation + "/b", 1).Add(test + "/a", 2).Add(test + "/b", 2);

        var scenes = _tree.Open();
        var manifest = Divide(scenes);

        Assert.Equal(["a", "b"], scenes.Classes);
        Assert.Equal((7, 2, 4), Counts(manifest, scenes));
        Assert.All(manifest.Images.Where(i => i.Part == SplitPart.Test), i => Assert.StartsWith(Path.GetFileName(test), i.Path, StringComparison.Ordinal));
        Assert.Equal("folders", manifest.Options.Source);
        manifest.Verify(scenes.Root);
    }

    [Fact]
    public void Missing_validation_is_taken_from_training_by_the_seed_and_missing_test_from_validation()
    {
        _tree.Add("train/a", 10).Add("train/b", 10).Add("val/a", 3).Add("val/b", 3);
        var scenes = _tree.Open();
        var options = new SplitOptions { ValidationShare = 0.2, Seed = 3 };
        var given = GivenSplit.OfFolders(scenes)!.Complete(scenes, options);
        var manifest = SplitManifest.Create(scenes, options, given);

        Assert.Equal((16, 4, 6), Counts(manifest, scenes));
        Assert.All(manifest.Images.Where(i => i.Part == SplitPart.Test), i => Assert.StartsWith("val/", i.Path, StringComparison.Ordinal));
        Assert.Equal(2, given.Notes.Count(n => n.StartsWith("there are no images", StringComparison.Ordinal)));
        Assert.Equal(manifest.Checksum, SplitManifest.Create(scenes, options, GivenSplit.OfFolders(scenes)!.Complete(scenes, options)).Checksum);
        var other = options with { Seed = 4 };
        Assert.NotEqual(manifest.Checksum, SplitManifest.Create(scenes, other, GivenSplit.OfFolders(scenes)!.Complete(scenes, other)).Checksum);
        Assert.Equal((4, 6), (Counts(Divide(scenes, options with { TrainPerClass = 3 }), scenes).Train, Counts(manifest, scenes).Test));
    }

    [Fact]
    public void Classes_come_from_file_names_where_images_lie_flat()
    {
        _tree.Add("train", 0);
        foreach (var name in new[] { "agricultural00", "agricultural01", "beach_00", "beach_01" })
        {
            _tree.AddBytes($"train/{name}.png", 3, 8, 8);
            _tree.AddBytes($"test/{name}.png", 3, 8, 8);
        }

        var scenes = _tree.Open();
        Assert.Equal(["agricultural", "beach"], scenes.Classes);
        Assert.Equal(4, Counts(Divide(scenes), scenes).Test);

        using var flat = new MiniatureTree();
        flat.AddBytes("forest1.png", 3, 8, 8);
        flat.AddBytes("forest2.png", 3, 8, 8);
        flat.AddBytes("river1.png", 3, 8, 8);
        flat.AddBytes("river2.png", 3, 8, 8);
        Assert.Equal([0, 0, 1, 1], flat.Open().Samples.Select(s => s.Label));
    }

    [Fact]
    public void A_class_called_train_is_a_class()
    {
        _tree.Add("train", 3).Add("bus", 3).Add("test", 3);
        Assert.Equal(["bus", "test", "train"], _tree.Open().Classes);
    }

    [Fact]
    public void A_class_without_training_images_is_refused()
    {
        _tree.Add("train/a", 2).Add("train/b", 2).Add("test/a", 2).Add("test/c", 2);
        Assert.Contains("'c'", Assert.Throws<InvalidDataException>(_tree.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uc-train.txt", "a/000.png\na/001.png\nb/000.png\nb/001.png")]
    [InlineData("train.txt", "./a/000.jpg 0\na/001.jpg 0\nb/000.jpg 1\nb/001.jpg 1\n")]
    [InlineData("train.csv", ",Filename,Label,ClassName\n0,a/000.png,0,a\n1,a/001.png,0,a\n2,b/000.png,1,b\n3,\"b/001.png\",1,b\n")]
    public void Lists_divide_the_images(string file, string train)
    {
        _tree.Add("a", 4).Add("b", 5);
        Write("lists/" + file, train);
        Write("lists/val.txt", "a/002.png\nb/002.png");
        Write("lists/test.txt", "a/003.png\nb/003.png");
        var scenes = SceneCollection.Open(_tree.Root);

        Assert.True(SplitLists.AreIn(_tree.Place("lists/x")[..^2]));
        var given = SplitLists.Read(Path.Combine(_tree.Root, "lists"), scenes).Complete(scenes, new SplitOptions());
        var manifest = SplitManifest.Create(scenes, new SplitOptions(), given);

        Assert.Equal((4, 2, 2), Counts(manifest, scenes));
        Assert.Equal(8, manifest.Images.Count);
        Assert.Contains(given.Notes, n => n.Contains("1 images are on no list", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_do_not_exist_are_counted_and_the_first_are_named()
    {
        _tree.Add("a", 2).Add("b", 2);
        Write("lists/train.txt", "a/000.png\nb/000.png\na/100.png\na/101.png\nb/102.png\nb/103.png");
        Write("lists/test.txt", "a/001.png\nb/001.png");
        var message = Assert.Throws<InvalidDataException>(() => SplitLists.Read(Path.Combine(_tree.Root, "lists"), SceneCollection.Open(_tree.Root))).Message;
        Assert.StartsWith("4 images", message, StringComparison.Ordinal);
        Assert.Contains("'a/100.png', 'a/101.png', 'b/102.png'.", message, StringComparison.Ordinal);

        Write("lists/train.txt", "a/000.png\nb/001.png");
        Assert.Contains(
            "'b/001.png' is on two lists",
            Assert.Throws<InvalidDataException>(() => SplitLists.Read(Path.Combine(_tree.Root, "lists"), SceneCollection.Open(_tree.Root))).Message,
            StringComparison.Ordinal);
    }

    private static SplitManifest Divide(SceneCollection scenes, SplitOptions? options = null) =>
        SplitManifest.Create(scenes, options ?? new SplitOptions(), GivenSplit.OfFolders(scenes)!.Complete(scenes, options ?? new SplitOptions()));

    private static (int Train, int Validation, int Test) Counts(SplitManifest manifest, SceneCollection scenes) =>
        (manifest.Samples(SplitPart.Train, scenes.Root).Count,
            manifest.Samples(SplitPart.Validation, scenes.Root).Count, manifest.Samples(SplitPart.Test, scenes.Root).Count);

    private void Write(string name, string text) => File.WriteAllText(_tree.Place(name), text);
}

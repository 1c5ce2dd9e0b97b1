using Skylite.Imagery.Synthetic;
using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Tests.Synthetic;

public sealed class SyntheticScenesTests
{
    private static readonly SyntheticOptions Small = new() { Seed = 7 };

    public static TheoryData<int> ClassIndices { get; } = [.. Enumerable.Range(0, SceneClasses.All.Count)];

    [Fact]
    public void Classes_are_named_in_kebab_case_and_sorted_as_their_folders_are()
    {
        string[] ids = [.. SceneClasses.All.Select(c => c.Id)];

        Assert.Equal(["fields", "forest", "houses", "industry", "parking", "roads", "water"], ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^[a-z]+(-[a-z]+)*$", id));
        Assert.Equal(4, SceneClasses.IndexOf("parking"));
    }

    [Fact]
    public void Every_scene_class_of_the_assembly_is_listed()
    {
        var types = typeof(ISceneClass).Assembly.GetTypes().Where(t => t.IsClass && typeof(ISceneClass).IsAssignableFrom(t));

        Assert.Equal(types.ToHashSet(), SceneClasses.All.Select(c => c.GetType()).ToHashSet());
    }

    [Fact]
    public void An_unknown_class_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => SceneClasses.IndexOf("desert"));

        Assert.Contains("desert", error.Message, StringComparison.Ordinal);
        Assert.Contains("forest", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ClassIndices))]
    public void The_same_seed_class_and_index_give_the_same_image_on_any_thread(int classIndex)
    {
        var alone = Enumerable.Range(0, 2).Select(i => SyntheticScenes.Render(Small, classIndex, i)).ToArray();
        var together = new SyntheticImage[2];
        Parallel.For(0, 2, i => together[1 - i] = SyntheticScenes.Render(Small, classIndex, 1 - i));

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(alone[i].Pixels, together[i].Pixels);
            Assert.Equal(alone[i].Mask, together[i].Mask);
        }
    }

    [Theory]
    [MemberData(nameof(ClassIndices))]
    public void Another_seed_or_index_gives_another_image(int classIndex)
    {
        var image = SyntheticScenes.Render(Small, classIndex, 0).Pixels;

        Assert.True(Difference(image, SyntheticScenes.Render(Small, classIndex, 1).Pixels) > 8);
        Assert.True(Difference(image, SyntheticScenes.Render(Small with { Seed = 8 }, classIndex, 0).Pixels) > 8);
    }

    [Theory]
    [InlineData("fields", LandCover.Cropland, 0.3)]
    [InlineData("forest", LandCover.Tree, 0.3)]
    [InlineData("houses", LandCover.Building, 0.08)]
    [InlineData("industry", LandCover.Building, 0.2)]
    [InlineData("parking", LandCover.Vehicle, 0.05)]
    [InlineData("roads", LandCover.Road, 0.05)]
    [InlineData("water", LandCover.Water, 0.12)]
    public void The_mask_shows_what_the_class_is_named_after(string id, LandCover cover, double share)
    {
        double[] seen = [.. Enumerable.Range(0, 16).Select(i =>
            SyntheticScenes.Render(Small with { Width = 40, Height = 40 }, SceneClasses.IndexOf(id), i).Mask.Average(m => m == (byte)cover ? 1.0 : 0.0))];

        Assert.True(seen.Average() >= share, $"{id} shows {seen.Average():P1} {cover} on average");
        Assert.True(seen.Min() >= 0.4 * share, $"an image of {id} shows only {seen.Min():P1} {cover}");
    }

    [Fact]
    public void Two_dates_of_one_scene_differ_in_light_but_not_in_what_lies_there()
    {
        var scene = SyntheticScenes.Describe(Small, 2, 3);
        var first = SceneRenderer.Render(scene, SyntheticScenes.Conditions(Small, 2, 3), 64, 64, 3);
        var second = SceneRenderer.Render(scene, SyntheticScenes.Conditions(Small, 2, 3, date: 1), 64, 64, 3);

        Assert.Equal(first.Mask, second.Mask);
        Assert.True(Difference(first.Pixels, second.Pixels) > 4);
    }

    [Fact]
    public void A_removed_feature_changes_only_its_surroundings()
    {
        var before = SyntheticScenes.Describe(Small, 2, 3);
        var house = before.Features.First(f =>
            f.Cover == LandCover.Building && MathF.Abs(f.Footprint.Bounds.Left) < 25 && MathF.Abs(f.Footprint.Bounds.Top) < 25);
        var after = before with { Features = [.. before.Features.Where(f => f != house)] };
        var conditions = SyntheticScenes.Conditions(Small, 2, 3);
        var a = SceneRenderer.Render(before, conditions, 64, 64, 3);
        var b = SceneRenderer.Render(after, conditions, 64, 64, 3);

        var changed = a.Mask.Zip(b.Mask).Count(p => p.First != p.Second);
        Assert.InRange(changed, 3, 200);
        Assert.InRange(a.Pixels.Zip(b.Pixels).Count(p => p.First != p.Second), 10, a.Pixels.Length / 4);
    }

    [Fact]
    public void A_finer_pixel_shows_the_same_ground()
    {
        var scene = SyntheticScenes.Describe(Small, 3, 5);
        var conditions = SyntheticScenes.Conditions(Small, 3, 5);
        var coarse = SceneRenderer.Render(scene, conditions, 64, 64, 3).Mask;
        var fine = SceneRenderer.Render(scene, conditions, 192, 192, 3).Mask;

        var same = Enumerable.Range(0, 64 * 64).Count(i => coarse[i] == fine[((((i / 64) * 3) + 1) * 192) + ((i % 64) * 3) + 1]);
        Assert.True(same > 0.93 * 64 * 64, $"{same} of 4096 pixels agree");
    }

    [Fact]
    public void Vegetation_is_bright_in_the_near_infrared_and_water_is_dark()
    {
        var clear = new SceneConditions();
        var forest = SceneRenderer.Render(SyntheticScenes.Describe(Small, SceneClasses.IndexOf("forest"), 0), clear, 64, 64, 4);
        var water = SceneRenderer.Render(SyntheticScenes.Describe(Small, SceneClasses.IndexOf("water"), 1), clear, 64, 64, 4);

        Assert.Equal(4 * 64 * 64, forest.Pixels.Length);
        Assert.True(Mean(forest, 3, LandCover.Tree) > 1.5 * Mean(forest, 0, LandCover.Tree));
        Assert.True(Mean(water, 3, LandCover.Water) < Mean(water, 1, LandCover.Water));
    }

    [Fact]
    public void Images_need_not_be_square()
    {
        var image = SyntheticScenes.Render(Small with { Width = 96, Height = 40 }, 5, 0);

        Assert.Equal((96, 40, 3 * 96 * 40, 96 * 40), (image.Width, image.Height, image.Pixels.Length, image.Mask.Length));
    }

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        Assert.Contains("5", Assert.Throws<ArgumentException>(() => SyntheticScenes.Render(Small with { Bands = 5 }, 0, 0)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "2×64", Assert.Throws<ArgumentException>(() => SyntheticScenes.Render(Small with { Width = 2 }, 0, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SyntheticScenes.Render(Small with { Extent = float.NaN }, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticScenes.Render(Small, 7, 0));
    }

    private static double Difference(byte[] a, byte[] b) => a.Zip(b).Average(p => Math.Abs(p.First - p.Second));

    private static double Mean(SyntheticImage image, int band, LandCover cover) =>
        Enumerable.Range(0, image.Mask.Length).Where(i => image.Mask[i] == (byte)cover).Average(i => image.Pixels[(band * image.Mask.Length) + i]);
}

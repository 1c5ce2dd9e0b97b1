using System.Numerics;
using Skylite.Imagery.Synthetic;
using Skylite.Imagery.Synthetic.Changes;
using Skylite.Imagery.Synthetic.Landscapes;
using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Tests.Synthetic;

public sealed class LandscapeTests
{
    private static readonly SyntheticOptions Small = new() { Width = 64, Height = 64, Seed = 9, Extent = 128 };

    public static TheoryData<string> Changes => [.. SceneChanges.All.Select(c => c.Id)];

    [Fact]
    public void Every_kind_of_land_cover_occurs_and_has_a_name()
    {
        var seen = Enumerable.Range(0, 16).SelectMany(i => SceneRenderer.Cover(SyntheticLandscapes.Describe(Small, i), 64, 64)).ToHashSet();
        Assert.Equal(Enum.GetValues<LandCover>().Select(c => (byte)c), seen.Order());
        Assert.Equal(Enum.GetNames<LandCover>().Select(n => n == "BareGround" ? "bare-ground" : n.ToLowerInvariant()), LandCovers.Classes.Select(c => c.Name));
    }

    [Fact]
    public void A_landscape_follows_from_seed_and_index_alone()
    {
        var first = SyntheticLandscapes.RenderPair(Small, 4);
        _ = SyntheticLandscapes.RenderPair(Small, 5);
        var again = SyntheticLandscapes.RenderPair(Small, 4);
        Assert.Equal(first.Before.Pixels, again.Before.Pixels);
        Assert.Equal(first.After.Pixels, again.After.Pixels);
        Assert.Equal(first.Change, again.Change);
        Assert.NotEqual(first.Before.Pixels, SyntheticLandscapes.RenderPair(Small with { Seed = 10 }, 4).Before.Pixels);
    }

    [Fact]
    public void The_mask_alone_is_the_mask_of_the_drawing()
    {
        var scene = SyntheticLandscapes.Describe(Small, 2);
        Assert.Equal(SceneRenderer.Render(scene, new SceneConditions(), 64, 64, 3).Mask, SceneRenderer.Cover(scene, 64, 64));
    }

    [Fact]
    public void Light_season_noise_traffic_and_a_small_shift_are_no_change()
    {
        var index = Enumerable.Range(0, 60).First(i => SyntheticLandscapes.DescribePair(Small, i).Changes.Count == 0);
        var (before, after, change) = SyntheticLandscapes.RenderPair(Small, index);
        Assert.All(change, c => Assert.Equal(0, c));
        var difference = before.Pixels.Zip(after.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.True(difference > 8, $"the dates look alike: {difference:0.0} grey levels apart");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_happens_is_marked_and_the_rest_is_not(string id)
    {
        var change = SceneChanges.All.Single(c => c.Id == id);
        for (var index = 0; index < 40; index++)
        {
            var scene = new SceneBuilder(128, 128, new SceneRandom(3, 7, index));
            Landscape.Compose(scene);
            var before = scene.Build();
            if (!change.Happen(scene))
            {
                Assert.Equal(before.Features.Count, scene.Features.Count);
                continue;
            }

            var marked = SyntheticLandscapes.Change(new LandscapePair(before, scene.Build(), [id]), 128, 128).Count(c => c == 1);
            if (marked > 0)
            {
                Assert.InRange(marked, 12, 128 * 128 / 2);
                return;
            }
        }

        Assert.Fail($"{id} never happened");
    }

    [Fact]
    public void All_changes_are_listed()
    {
        var types = typeof(ISceneChange).Assembly.GetTypes().Where(t => t.IsClass && typeof(ISceneChange).IsAssignableFrom(t));
        Assert.Equal(types.Select(t => t.Name).Order(StringComparer.Ordinal), SceneChanges.All.Select(c => c.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_shift_moves_the_image_by_whole_pixels()
    {
        var scene = SyntheticLandscapes.Describe(Small, 1);
        var still = SceneRenderer.Render(scene, new SceneConditions(), 64, 64, 3).Mask;
        var moved = SceneRenderer.Render(scene, new SceneConditions { Shift = new Vector2(3, -2) }, 64, 64, 3).Mask;
        for (var y = 2; y < 62; y++)
        {
            for (var x = 0; x < 61; x++)
            {
                Assert.Equal(still[((y - 2) * 64) + x + 3], moved[(y * 64) + x]);
            }
        }
    }
}

using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;

namespace Skylite.Imagery.Synthetic.Objects;

/// <summary>Open water with shallows and banks.</summary>
internal static class Waters
{
    /// <summary>Lays water with an uneven shore.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="even">The water without its bays.</param>
    /// <param name="mostRough">How far the shore strays at most, metres.</param>
    /// <returns>The water's region, which is reserved.</returns>
    public static Ragged Lay(SceneBuilder scene, IFootprint even, float mostRough)
    {
        var random = scene.Random;
        var seed = random.Seed();
        var rough = random.Uniform(2, mostRough);
        var size = random.Uniform(14, 40);
        var bank = random.Uniform(1, 9);
        scene.Add(new SceneFeature(
            new Ragged(new Shifted(even, bank), rough, size, seed),
            random.Chance(0.4f) ? scene.Palette.Sand() : random.Chance(0.5f) ? scene.Palette.Soil() : scene.Palette.Grass(),
            LandCover.BareGround)
        {
            Softness = 3,
        });
        var deep = scene.Palette.Water();
        var shallow = deep with { Colour = Vector4.Lerp(deep.Colour, Palette.Of(0x8C8A6A, 0.15f), 0.4f), Second = deep.Colour };
        var water = new Ragged(even, rough, size, seed);
        scene.Lay(water, shallow, LandCover.Water);
        scene.Add(new SceneFeature(new Ragged(new Shifted(even, -4), rough, size, seed), deep, LandCover.Water) { Softness = 7 });
        scene.Reserve(water, 0.5f);
        return water;
    }
}

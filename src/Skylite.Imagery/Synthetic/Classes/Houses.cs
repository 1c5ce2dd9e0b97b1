using System.Numerics;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Objects;

namespace Skylite.Imagery.Synthetic.Classes;

/// <summary>A quarter of dwelling houses along streets, with gardens, trees, drives and pools.</summary>
public sealed class Houses : ISceneClass
{
    /// <inheritdoc/>
    public string Id => "houses";

    /// <inheritdoc/>
    public void Compose(SceneBuilder scene)
    {
        var random = scene.Random;
        scene.Lay(new Everywhere(), random.Chance(0.8f) ? scene.Palette.Grass() : scene.Palette.Soil(), LandCover.Grass);
        var frame = new Frame(random.Uniform(-15, 15), random.Uniform(-15, 15), random.Uniform(0, MathF.PI));
        var block = random.Uniform(44, 64);
        var width = random.Uniform(5, 8);
        var bend = random.Chance(0.4f) ? random.Uniform(4, 12) : 0;
        var course = Streets.Course(scene, frame, bend);
        var count = (int)(scene.Reach / block) + 1;
        var streets = new List<Vector2[]>();
        for (var i = -count; i <= count; i++)
        {
            streets.Add(Streets.Offset(course, i * block));
        }

        if (random.Chance(0.6f))
        {
            var u = random.Uniform(-25, 25);
            Streets.Lay(scene, [frame.At(u, -1.3f * scene.Reach), frame.At(u, 1.3f * scene.Reach)], width, 1.5f);
        }

        foreach (var street in streets)
        {
            Streets.Lay(scene, street, width, 1.5f);
        }

        var lot = random.Uniform(14, 21);
        var setback = (width / 2) + random.Uniform(8, 11);
        foreach (var street in streets)
        {
            Settlement.Line(scene, street, lot, setback, -1);
            Settlement.Line(scene, street, lot, setback, 1);
        }

        Trees.Scatter(scene, (int)(random.Uniform(0.4f, 3.2f) * scene.Width * scene.Height / 1000), 1.4f, 3.4f);
    }
}

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
        SceneRandom random = scene.Random;
        scene.Lay(new Everywhere(), random.Chance(0.8f) ? scene.Palette.Grass() : scene.Palette.Soil(), LandCover.Grass);
        var frame = new Frame(random.Uniform(-15, 15), random.Uniform(-15, 15), random.Uniform(0, MathF.PI));
        float block = random.Uniform(44, 64);
        float width = random.Uniform(5, 8);
        float bend = random.Chance(0.4f) ? random.Uniform(4, 12) : 0;
        Vector2[] course = Streets.Course(scene, frame, bend);
        int count = (int)(scene.Reach / block) + 1;
        var streets = new List<Vector2[]>();
        for (int i = -count; i <= count; i++)
        {
            streets.Add(Streets.Offset(course, i * block));
        }

        if (random.Chance(0.6f))
        {
            float u = random.Uniform(-25, 25);
            Streets.Lay(scene, [frame.At(u, -1.3f * scene.Reach), frame.At(u, 1.3f * scene.Reach)], width, 1.5f);
        }

        foreach (Vector2[] street in streets)
        {
            Streets.Lay(scene, street, width, 1.5f);
        }

        float lot = random.Uniform(14, 21);
        float setback = (width / 2) + random.Uniform(8, 11);
        foreach (Vector2[] street in streets)
        {
            Settlement.Line(scene, street, lot, setback, -1);
            Settlement.Line(scene, street, lot, setback, 1);
        }

        Trees.Scatter(scene, (int)(random.Uniform(0.4f, 3.2f) * scene.Width * scene.Height / 1000), 1.4f, 3.4f);
    }
}

using System.Numerics;

namespace Skylite.Imagery.Synthetic.Rendering;

/// <summary>What air and camera make of the light: cloud shade, haze, blur, colour balance, noise.</summary>
internal static class Sensor
{
    private static readonly Vector4 SkyLight = new(0.86f, 0.96f, 1.16f, 0.75f);
    private static readonly Vector4 HazeLight = new(0.70f, 0.75f, 0.80f, 0.35f);

    /// <summary>Band after band of values where 0 is dark and 1 full scale; noise may carry them beyond.</summary>
    public static float[] Expose(Canvas canvas, SceneConditions conditions, int width, int height, int bands)
    {
        var light = Illuminate(canvas, conditions, width, height);
        Blur(light, width, height, conditions.Blur);
        var pixels = new float[bands * width * height];
        var plane = width * height;
        for (var i = 0; i < plane; i++)
        {
            var value = Develop(light[i], conditions);
            var x = i % width;
            var y = i / width;
            for (var band = 0; band < bands; band++)
            {
                var seed = conditions.Seed + (uint)(band * 7919);
                var noise = Noise.Lattice(x, y, seed) + Noise.Lattice(x, y, seed ^ 0x68E31DA4u) + Noise.Lattice(x, y, seed ^ 0xB5297A4Du);
                pixels[(band * plane) + i] = value[band] + (conditions.Noise * noise);
            }
        }

        return pixels;
    }

    private static Vector4[] Illuminate(Canvas canvas, SceneConditions conditions, int width, int height)
    {
        var light = new Vector4[width * height];
        var sky = conditions.Ambient * SkyLight;
        var direct = 1 - conditions.Ambient;
        float size = Math.Max(width, height);
        for (var i = 0; i < light.Length; i++)
        {
            var sun = direct * canvas.Slope[i] * (1 - canvas.Shadow[i]);
            if (conditions.CloudShade > 0)
            {
                var cloud = Noise.Fractal(i % width / size * 2.2f, i / width / size * 2.2f, 2, conditions.Seed ^ 0x1B56C4E9u);
                sun *= 1 - (conditions.CloudShade * Math.Clamp(0.5f + (1.4f * cloud), 0, 1));
            }

            light[i] = Vector4.Lerp(canvas.Surface[i] * (sky + new Vector4(sun)), HazeLight, conditions.Haze);
        }

        return light;
    }

    private static Vector4 Develop(Vector4 light, SceneConditions conditions)
    {
        var value = light * conditions.Gain;
        var grey = (0.3f * value.X) + (0.59f * value.Y) + (0.11f * value.Z);
        var infrared = value.W;
        value = Vector4.Lerp(new Vector4(grey), value, conditions.Saturation);
        value = new Vector4(0.42f) + (conditions.Contrast * (value - new Vector4(0.42f)));
        return new Vector4(Shoulder(value.X), Shoulder(value.Y), Shoulder(value.Z), Shoulder(infrared));
    }

    /// <summary>Bends highlights below full scale instead of cutting them off.</summary>
    private static float Shoulder(float value)
    {
        const float Knee = 0.7f;
        var above = (value - Knee) / (1 - Knee);
        return above <= 0 ? value : Knee + ((1 - Knee) * above / (1 + above));
    }

    private static void Blur(Vector4[] light, int width, int height, float sigma)
    {
        if (sigma < 0.1f)
        {
            return;
        }

        var side = MathF.Exp(-0.5f / (sigma * sigma));
        var centre = 1 / (1 + (2 * side));
        side *= centre;
        var line = new Vector4[Math.Max(width, height)];
        for (var row = 0; row < height; row++)
        {
            BlurLine(light, row * width, 1, width, line, centre, side);
        }

        for (var column = 0; column < width; column++)
        {
            BlurLine(light, column, width, height, line, centre, side);
        }
    }

    private static void BlurLine(Vector4[] light, int start, int step, int count, Vector4[] line, float centre, float side)
    {
        for (var i = 0; i < count; i++)
        {
            line[i] = light[start + (i * step)];
        }

        for (var i = 0; i < count; i++)
        {
            light[start + (i * step)] = (centre * line[i]) + (side * (line[Math.Max(0, i - 1)] + line[Math.Min(count - 1, i + 1)]));
        }
    }
}
